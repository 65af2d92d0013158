// What a first visit downloads, and whether our own code keeps to its budget.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const OWN_BUDGET = 200_000;
const assets = path.join(path.dirname(fileURLToPath(import.meta.url)), '../dist/assets');
let own = 0;
for (const name of readdirSync(assets).filter((file) => /\.(js|css)$/.test(file))) {
  const size = gzipSync(readFileSync(path.join(assets, name))).length;
  if (!name.startsWith('libraries-')) own += size;
  console.log(`${name.padEnd(36)} ${(size / 1000).toFixed(1).padStart(8)} kB gzip`);
}
console.log(`${'our own code'.padEnd(36)} ${(own / 1000).toFixed(1).padStart(8)} kB gzip of ${OWN_BUDGET / 1000}`);
if (own > OWN_BUDGET) process.exit(1);
