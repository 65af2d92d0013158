import { beforeEach, describe, expect, it } from 'vitest';
import { Status, type Activity, type DirectLine } from './directLine';
import { Replay, type Observer } from './subject';
import { Talk, type World } from './talk';
import type { Asked, Grant } from './token';

/** A Direct Line that does what a test tells it to. */
class FakeLine implements DirectLine {
  readonly activity$ = new Replay<Activity>();
  readonly connectionStatus$ = new Replay<number>(1);
  readonly posted: { activity: Activity; answer: Observer<string> }[] = [];
  ended = false;
  readonly grant: Grant;
  constructor(grant: Grant) {
    this.grant = grant;
  }
  postActivity(activity: Activity) {
    return {
      subscribe: (answer: Observer<string>) => {
        this.posted.push({ activity, answer });
        return { unsubscribe: () => undefined };
      },
    };
  }
  end() {
    this.ended = true;
  }
}

const grant: Grant = { token: 't', conversationId: 'c1', userId: 'u1' };
const settled = () => new Promise((resolve) => setImmediate(resolve));
const message = (id: string, text = id): Activity => ({ type: 'message', text, from: { id: 'u1', role: 'user' }, channelData: { clientActivityID: id } });
const nth = <T>(list: T[], index: number): T => list.at(index) ?? expect.fail(`There is no number ${index}.`);

let lines: FakeLine[];
let answers: Asked[];
let asked: boolean[];
let up: boolean;
let waits: (() => void)[];
let storage: Map<string, string>;
let talk: Talk;

const world = (): World => ({
  askForToken: async (startNew) => {
    asked.push(startNew);
    return answers.shift() ?? { grant };
  },
  serverIsUp: async () => up,
  createDirectLine: (given) => {
    const line = new FakeLine(given);
    lines.push(line);
    return line;
  },
  wait: () => new Promise((resolve) => waits.push(resolve)),
  random: () => 0,
  storage: { getItem: (key: string) => storage.get(key) ?? null, setItem: (key: string, value: string) => storage.set(key, value), removeItem: (key: string) => storage.delete(key) } as unknown as Storage,
});

async function online(): Promise<FakeLine> {
  await settled();
  const line = nth(lines, -1);
  line.connectionStatus$.next(Status.Online);
  return line;
}

function post(activity: Activity) {
  const result = { ids: [] as string[], errors: [] as unknown[] };
  const stream = talk.seen().line?.postActivity(activity) ?? expect.fail('There is no line yet.');
  const subscription = stream.subscribe({ next: (id) => result.ids.push(id), error: (reason) => result.errors.push(reason) });
  return { ...result, subscription };
}

beforeEach(() => {
  lines = [];
  answers = [];
  asked = [];
  up = true;
  waits = [];
  storage = new Map();
  talk = new Talk(world());
  talk.start();
});

describe('a talk', () => {
  it('is online when its line is', async () => {
    await online();
    expect(talk.seen().connection.phase).toBe('online');
  });

  it('gives Web Chat one line that outlives a lost connection', async () => {
    await online();
    const { line } = talk.seen();
    talk.lost();
    await online();
    expect(talk.seen().line).toBe(line);
    expect(lines).toHaveLength(2);
    expect(nth(lines, 0).ended).toBe(true);
  });

  it('hands on an activity once, though the server tells the whole talk again', async () => {
    const first = await online();
    first.activity$.next({ type: 'message', id: '1' });
    talk.lost();
    const second = await online();
    second.activity$.next({ type: 'message', id: '1' });
    second.activity$.next({ type: 'message', id: '2' });
    expect(talk.activities.map((activity) => activity.id)).toEqual(['1', '2']);
  });

  it('keeps what is written while offline and sends it once, in order', async () => {
    await online();
    answers.push({ away: true });
    talk.lost();
    const one = post(message('a'));
    post(message('b'));
    await settled();
    expect(talk.seen()).toMatchObject({ waiting: 2, connection: { phase: 'reconnecting' } });
    nth(waits, -1)();
    const line = await online();
    expect(line.posted.map((sent) => sent.activity.text)).toEqual(['a']);
    nth(line.posted, 0).answer.next?.('id-a');
    expect(one.ids).toEqual(['id-a']);
    expect(line.posted.map((sent) => sent.activity.text)).toEqual(['a', 'b']);
  });

  it('sends again, under the same id, what was on its way when the line was lost', async () => {
    const first = await online();
    post(message('a'));
    nth(first.posted, 0).answer.next?.('retry');
    const second = await online();
    expect(nth(second.posted, 0).activity.channelData?.clientActivityID).toBe('a');
  });

  it('does not send again what the server echoes', async () => {
    await online();
    const sent = post(message('a'));
    talk.lost();
    await settled();
    const second = nth(lines, -1);
    second.activity$.next({ ...message('a'), id: 'c1|1' });
    second.connectionStatus$.next(Status.Online);
    expect(sent.ids).toEqual(['c1|1']);
    expect(second.posted).toEqual([]);
  });

  it('says that a message was not accepted, and goes on with the next', async () => {
    const line = await online();
    const one = post(message('a'));
    post(message('b'));
    nth(line.posted, 0).answer.error?.({ status: 413 });
    await settled();
    expect(one.errors).toEqual([{ status: 413 }]);
    expect(talk.seen().failed).toBe(1);
    expect(nth(line.posted, 1).activity.text).toBe('b');
  });

  it('waits and sends again when there were too many requests', async () => {
    const line = await online();
    post(message('a'));
    nth(line.posted, 0).answer.error?.({ status: 429 });
    nth(waits, -1)();
    await settled();
    expect(line.posted.map((sent) => sent.activity.text)).toEqual(['a', 'a']);
    expect(talk.seen().failed).toBe(0);
  });

  it('forgets a message that Web Chat has given up', async () => {
    await online();
    answers.push({ away: true });
    talk.lost();
    post(message('a')).subscription.unsubscribe();
    await settled();
    nth(waits, -1)();
    const line = await online();
    expect(line.posted).toEqual([]);
    expect(talk.seen().waiting).toBe(0);
  });

  it('sends after a reload what was written before it', async () => {
    storage.set('helpdesk.unsent', JSON.stringify([message('a')]));
    talk = new Talk(world());
    talk.start();
    const line = await online();
    expect(nth(line.posted, 0).activity.text).toBe('a');
    nth(line.posted, 0).answer.next?.('id-a');
    expect(storage.has('helpdesk.unsent')).toBe(false);
  });

  it('asks for a fresh token when the old one has expired', async () => {
    const line = await online();
    line.connectionStatus$.next(Status.ExpiredToken);
    await online();
    expect(asked).toEqual([false, false]);
    expect(talk.seen().connection.phase).toBe('online');
  });

  it('says that it was refused and tries again when asked to', async () => {
    await online();
    answers.push({ refusal: { kind: 'forbidden' } });
    talk.lost();
    await settled();
    expect(talk.seen().connection).toEqual({ phase: 'refused', refusal: { kind: 'forbidden' } });
    talk.retry();
    await online();
    expect(talk.seen().connection.phase).toBe('online');
  });

  it('asks for a new talk and turns to a fresh page', async () => {
    const first = await online();
    first.activity$.next({ type: 'message', id: '1' });
    const { line } = talk.seen();
    answers.push({ grant: { ...grant, conversationId: 'c2' } });
    talk.startNew();
    await online();
    expect(asked).toEqual([false, true]);
    expect(talk.seen().line).not.toBe(line);
    expect(talk.activities).toEqual([]);
  });

  it('does not hammer a server whose line fails again and again', async () => {
    await online();
    talk.lost();
    await online();
    talk.lost();
    await settled();
    expect(lines).toHaveLength(2);
    nth(waits, -1)();
    await settled();
    expect(lines).toHaveLength(3);
  });

  it('names who answers', async () => {
    const line = await online();
    line.activity$.next({ type: 'message', id: '1', from: { name: 'Mia (IT)', role: 'bot' } });
    expect(talk.seen().answering).toBe('Mia (IT)');
  });

  it('drops typing that nobody can see', async () => {
    await online();
    answers.push({ away: true });
    talk.lost();
    post({ type: 'typing' });
    expect(talk.seen().waiting).toBe(0);
  });
});
