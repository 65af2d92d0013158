// The real client, told what to do by lines of JSON on stdin; what happens to it comes out as lines of JSON on stdout.
'use strict';

const timers = require('./timers');
globalThis.XMLHttpRequest = require('./xmlhttprequest');
globalThis.WebSocket = require('ws');
const { DirectLine } = require('botframework-directlinejs');

const say = line => process.stdout.write(JSON.stringify(line) + '\n');
let client;

const commands = {
  connect({ options }) {
    client = new DirectLine(options);
    client.connectionStatus$.subscribe(status => say({ event: 'status', status }));
    client.activity$.subscribe(
      activity => say({ event: 'activity', activity }),
      error => say({ event: 'failed', message: String(error && error.message) }),
      () => say({ event: 'completed' }));
  },
  post({ activity, tag }) {
    client.postActivity(activity).subscribe(
      id => say({ event: 'posted', tag, id }),
      error => say({ event: 'refused', tag, status: error.status || 0 }));
  },
  timers() {
    timers.fire();
  },
  state() {
    say({ event: 'state', conversationId: client.conversationId, token: client.token, watermark: client.watermark });
  },
  resume({ token }) {
    client.reconnect({ conversationId: client.conversationId, token, streamUrl: client.streamUrl });
  },
  end() {
    client.end();
    process.exit(0);
  },
};

require('readline').createInterface({ input: process.stdin })
  .on('line', line => {
    const command = JSON.parse(line);
    commands[command.cmd](command);
  })
  .on('close', () => process.exit(0));

process.on('uncaughtException', error => {
  say({ event: 'crashed', message: String(error && error.stack) });
  process.exit(1);
});

say({ event: 'ready' });
