// What RxJS' ajax uses of a browser's XMLHttpRequest, over Node's fetch.
'use strict';

class XMLHttpRequest {
  constructor() {
    this.readyState = 0;
    this.status = 0;
    this.response = null;
    this.responseText = '';
    this.responseType = '';
    this.timeout = 0;
    this._headers = {};
    this._abort = new AbortController();
  }

  open(method, url) {
    this._method = method;
    this._url = url;
    this.readyState = 1;
  }

  setRequestHeader(name, value) {
    this._headers[name] = value;
  }

  getResponseHeader(name) {
    return this._answer ? this._answer.headers.get(name) : null;
  }

  getAllResponseHeaders() {
    return this._answer ? [...this._answer.headers].map(([name, value]) => `${name}: ${value}`).join('\r\n') : '';
  }

  abort() {
    this._aborted = true;
    this._abort.abort();
  }

  async send(body) {
    try {
      const answer = await fetch(this._url, { method: this._method, headers: this._headers, body, signal: this._abort.signal });
      const bytes = await answer.arrayBuffer();
      this._answer = answer;
      this.status = answer.status;
      this._read(bytes);
    } catch {
      this.status = 0;
    }
    if (this._aborted) return;
    this.readyState = 4;
    if (this.status === 0 && this.onerror) this.onerror({ type: 'error' });
    if (this.onreadystatechange) this.onreadystatechange({ type: 'readystatechange' });
    if (this.onload) this.onload({ type: 'load' });
  }

  _read(bytes) {
    if (this.responseType === 'arraybuffer') {
      this.response = bytes;
      return;
    }
    this.responseText = new TextDecoder().decode(bytes);
    this.response = this.responseText;
    if (this.responseType === 'json') {
      try {
        this.response = JSON.parse(this.responseText);
      } catch {
        this.response = null;
      }
    }
  }
}

module.exports = XMLHttpRequest;
