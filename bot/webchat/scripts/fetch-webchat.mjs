// Takes two files out of the pinned Web Chat package: its bundle and the licences of what is in it. Installing the package would bring a dependency
// tree of half a gigabyte of which the page serves nothing. Does nothing when the files of this very integrity are there already.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { readTar } from './tar.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const pin = JSON.parse(readFileSync(path.join(here, 'webchat.json'), 'utf8'));
const cache = path.join(here, '../../../node_modules/.cache/helpdesk-webchat');
const stamp = path.join(cache, 'integrity');

const have = existsSync(stamp) && readFileSync(stamp, 'utf8') === pin.integrity && pin.files.every((file) => existsSync(path.join(cache, path.basename(file))));
if (!have) unpack(download());

function download() {
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const spec = `${pin.package}@${pin.version}`;
  try {
    // On Windows npm is a .cmd file, which only a shell starts; nothing in the arguments comes from outside this repository.
    execFileSync('npm', ['pack', spec, '--silent', '--pack-destination', '.'], { cwd: cache, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  } catch {
    fail(`${spec} could not be downloaded with npm. Check that the npm registry can be reached (npm ping), then build again; -p:SkipPages=true builds without the pages.`);
  }
  const packed = readdirSync(cache).find((name) => name.endsWith('.tgz'));
  return packed ? path.join(cache, packed) : fail(`npm pack ${spec} left no file behind.`);
}

function unpack(packed) {
  const bytes = readFileSync(packed);
  const got = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (got !== pin.integrity) fail(`${pin.package}@${pin.version} has the integrity ${got}, but ${pin.integrity} is pinned in bot/webchat/scripts/webchat.json. It is not used.`);
  const files = readTar(gunzipSync(bytes));
  for (const wanted of pin.files) {
    const content = files.get(`package/${wanted}`) ?? fail(`${pin.package}@${pin.version} holds no ${wanted}.`);
    writeFileSync(path.join(cache, path.basename(wanted)), content);
  }
  rmSync(packed);
  writeFileSync(stamp, pin.integrity);
}

function fail(reason) {
  console.error(`error: ${reason}`);
  process.exit(1);
}
