import { describe, expect, it } from 'vitest';
import { after, connecting, refusalOf, untilNextOpening, untilNextProbe, type Connection, type Happened } from './state';

const walk = (...happened: Happened[]): Connection => happened.reduce(after, connecting);

describe('the connection', () => {
  it.each<[string, Happened[], Connection]>([
    ['is online once opened', [{ type: 'opened' }], { phase: 'online' }],
    ['is trying again once lost', [{ type: 'opened' }, { type: 'lost' }], { phase: 'reconnecting', tries: 0 }],
    ['counts the looks that nobody answered', [{ type: 'lost' }, { type: 'unanswered' }, { type: 'unanswered' }], { phase: 'reconnecting', tries: 2 }],
    ['keeps its count when lost twice', [{ type: 'unanswered' }, { type: 'lost' }], { phase: 'reconnecting', tries: 1 }],
    ['comes back', [{ type: 'lost' }, { type: 'unanswered' }, { type: 'opened' }], { phase: 'online' }],
    ['says why it was refused', [{ type: 'refused', refusal: { kind: 'forbidden' } }], { phase: 'refused', refusal: { kind: 'forbidden' } }],
    ['leaves a refusal when the person tries again', [{ type: 'refused', refusal: { kind: 'forbidden' } }, { type: 'retried' }], connecting],
    ['connects anew for a new talk', [{ type: 'opened' }, { type: 'restarted' }], connecting],
  ])('%s', (_, happened, expected) => expect(walk(...happened)).toEqual(expected));
});

describe('an answer of the token endpoint', () => {
  it.each([
    [401, null, { kind: 'forbidden' }],
    [403, null, { kind: 'forbidden' }],
    [429, '7', { kind: 'busy', seconds: 7 }],
    [429, '0.2', { kind: 'busy', seconds: 1 }],
    [429, null, { kind: 'busy', seconds: 10 }],
    [429, 'Sun, 22 Nov 2026 00:00:00 GMT', { kind: 'busy', seconds: 10 }],
    [429, '86400', { kind: 'busy', seconds: 120 }],
    [400, null, { kind: 'rejected', status: 400 }],
    [408, null, undefined],
    [502, null, undefined],
    [503, '5', undefined],
  ])('of status %i with Retry-After %s means %o', (status, retryAfter, expected) => expect(refusalOf(status, retryAfter)).toEqual(expected));
});

describe('the wait for the next look', () => {
  it.each([
    [0, 0, 750],
    [29, 1, 1500],
    [30, 0, 3000],
    [500, 1, 6000],
  ])('after %i looks with chance %d is %i ms', (tries, random, expected) => expect(untilNextProbe(tries, random)).toBe(expected));
});

describe('the hold before the next opening', () => {
  it.each([
    [2, 0, 750],
    [2, 1, 1250],
    [4, 0.5, 4000],
    [50, 0.5, 15_000],
  ])('after %i failures with chance %d is %i ms', (failures, random, expected) => expect(untilNextOpening(failures, random)).toBe(expected));
});
