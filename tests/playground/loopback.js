'use strict';
// Loaded before the Playground, which listens on every address of the machine: what a test starts answers this machine alone.
const { Server } = require('node:net');

const listen = Server.prototype.listen;
Server.prototype.listen = function (first, ...rest) {
  if (typeof first === 'object' && first !== null && 'port' in first) return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
  if (typeof first === 'number' || typeof first === 'string') return listen.call(this, first, '127.0.0.1', ...(typeof rest[0] === 'string' ? rest.slice(1) : rest));
  return listen.call(this, first, ...rest);
};
