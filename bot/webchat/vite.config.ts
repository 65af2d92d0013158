/// <reference types="vitest/config" />
import { readFileSync } from 'node:fs';
import { constants, brotliCompressSync, gzipSync } from 'node:zlib';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/helpdesk-webchat');

/** Emits the Web Chat bundle as it came, under a hashed name, and loads it from the page after our own code. */
function webChatBundle(): Plugin {
  let reference = '';
  return {
    name: 'webchat-bundle',
    apply: 'build',
    buildStart() {
      reference = this.emitFile({ type: 'asset', name: 'webchat.js', source: readFileSync(path.join(cache, 'webchat.js')) });
      this.emitFile({ type: 'asset', fileName: 'assets/webchat.LICENSE.txt', source: readFileSync(path.join(cache, 'webchat.js.LICENSE.txt')) });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, context) {
        const file = Object.values(context.bundle ?? {}).find((output) => output.type === 'asset' && output.names.includes('webchat.js'));
        if (!file) throw new Error(`The Web Chat bundle was not emitted (${reference}).`);
        const src = `/${file.fileName}`;
        return [
          { tag: 'link', attrs: { rel: 'preload', as: 'script', href: src, nonce: '{{nonce}}' }, injectTo: 'head' },
          { tag: 'script', attrs: { id: 'webchat', defer: true, src, nonce: '{{nonce}}' }, injectTo: 'head' },
        ];
      },
    },
  };
}

/** The bundle is 3.9 MB: the server hands out these instead of compressing it for every visitor. */
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
          const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(bytes, { params: quality }) });
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(bytes, { level: 9 }) });
        }
      },
    },
  };
}

export default defineConfig({
  plugins: [react(), webChatBundle(), precompressed()],
  // The server puts a fresh nonce into every response.
  html: { cspNonce: '{{nonce}}' },
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false, chunkSizeWarningLimit: 1000 },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
