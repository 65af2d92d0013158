// The client waits up to 15 seconds before it reconnects and 15 minutes before it refreshes its token. Waits of seconds are shortened here;
// those of minutes are held and fire when they are told to.
'use strict';

const Held = 60_000;
const Shortened = 20;
const set = globalThis.setInterval;
const clear = globalThis.clearInterval;
const held = new Map();
let next = -1;

globalThis.setInterval = (callback, wait, ...rest) => {
  if (wait < Held) return set(callback, wait >= 1000 ? wait / Shortened : wait, ...rest);
  const id = next--;
  held.set(id, () => callback(...rest));
  return id;
};

globalThis.clearInterval = id => {
  if (!held.delete(id)) clear(id);
};

exports.fire = () => [...held.values()].forEach(callback => callback());
