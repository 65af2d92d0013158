// node exclusive.mjs <lock> <stamp> <command line>
// Runs the command while no other process holds the lock, then touches the stamp. One that had to wait and finds the stamp renewed meanwhile runs
// nothing: two builds of the same tree must not run npm at once, nor twice.
import { execSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const [lock, stamp, command] = process.argv.slice(2);
const began = Date.now();
mkdirSync(path.dirname(lock), { recursive: true });
mkdirSync(path.dirname(stamp), { recursive: true });

let waited = false;
while (!take()) {
  waited = true;
  await sleep(200);
}
let code = 0;
try {
  if (!waited || changed() <= began) {
    execSync(command, { stdio: 'inherit' });
    touch();
  }
} catch (failure) {
  code = failure.status ?? 1;
} finally {
  rmSync(lock, { force: true });
}
process.exit(code);

function take() {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (failure) {
    if (failure.code !== 'EEXIST') throw failure;
    if (abandoned()) rmSync(lock, { force: true });
    return false;
  }
}

/** A build that was killed leaves its lock behind; its process is gone. */
function abandoned() {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (failure) {
    return failure.code === 'ESRCH';
  }
}

function touch() {
  if (existsSync(stamp)) utimesSync(stamp, new Date(), new Date());
  else writeFileSync(stamp, '');
}

function changed() {
  return statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
