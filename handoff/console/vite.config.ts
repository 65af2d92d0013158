/// <reference types="vitest/config" />
import { constants, brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The server hands these out instead of compressing for every visitor. */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [fileName, output] of Object.entries(bundle)) {
          if (!/\.(js|css|svg)$/.test(fileName)) continue;
          const bytes = Buffer.from(output.type === 'chunk' ? output.code : output.source);
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) });
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(bytes, { level: 9 }) });
        }
      },
    },
  };
}

const host = process.env['HELPDESK_HOST'] ?? 'http://127.0.0.1:3978';

export default defineConfig({
  base: '/agents/',
  plugins: [react(), precompressed()],
  // The server puts a fresh nonce into every response.
  html: { cspNonce: '{{nonce}}' },
  build: {
    assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false, chunkSizeWarningLimit: 1000,
    // Libraries change rarely: a browser keeps them over many versions of our own code.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/ }] } } },
  },
  // While the page is worked on, a running host answers for everything but the page itself.
  server: { proxy: Object.fromEntries(['/v1', '/account', '/kb'].map((path) => [path, { target: host, ws: true, headers: { Origin: host } }])) },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
