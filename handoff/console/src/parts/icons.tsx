/** Drawn for this page: lines of one weight on a grid of twenty, so that they sit together. */
const paths = {
  chats: 'M4 4.5h12a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5H9L5.5 17.5v-3H4A1.5 1.5 0 0 1 2.5 13V6A1.5 1.5 0 0 1 4 4.5ZM6 8h8M6 11h5',
  queue: 'M3 5h14M3 10h14M3 15h9',
  wall: 'M3.5 16.5v-6M8 16.5v-12M12.5 16.5v-8M17 16.5v-4',
  people: 'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c.3-3 2.5-4.5 5.5-4.5s5.2 1.5 5.5 4.5M13.5 9a2.5 2.5 0 1 0-1-4.8M15 12c1.8.5 2.9 2 3 4.5',
  search: 'M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM12.5 12.5 17 17',
  send: 'M3 10 17 3.5 12.5 17l-3-5.5L3 10ZM9.5 11.5 17 3.5',
  attach: 'M15.5 9.5 10 15a3.5 3.5 0 0 1-5-5l6-6a2.3 2.3 0 0 1 3.3 3.3L8.5 13a1.1 1.1 0 0 1-1.6-1.6L12 6.3',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  check: 'M4 10.5 8 14.5 16 6',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.2l2.8 1.8',
  alert: 'M10 3 17.5 16.5h-15L10 3ZM10 8.5v3.5M10 14.2v.1',
  back: 'M12 4 6 10l6 6',
  next: 'M8 4l6 6-6 6',
  close: 'M5 5l10 10M15 5 5 15',
  transfer: 'M3 7h12M12 4l3 3-3 3M17 13H5M8 10l-3 3 3 3',
  up: 'M10 16V4M5 9l5-5 5 5',
  pause: 'M7 4.5v11M13 4.5v11',
  play: 'M6 4l10 6-10 6z',
  link: 'M8.5 11.5 11.5 8.5M9 6l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L13.5 10.5M11 14l-1.5 1.5A3.2 3.2 0 0 1 5 11l1.5-1.5',
  plus: 'M10 4v12M4 10h12',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.1M8.5 8.5h.1M11.5 8.5h.1M14.5 8.5h.1M6.5 11.8h7',
  sound: 'M3 8v4h3l4 3.5v-11L6 8H3ZM13 7.5a3.5 3.5 0 0 1 0 5M15 5a7 7 0 0 1 0 10',
  mute: 'M3 8v4h3l4 3.5v-11L6 8H3ZM13.5 8l4 4M17.5 8l-4 4',
  book: 'M4 4.5A1.5 1.5 0 0 1 5.5 3H16v11.5H5.5A1.5 1.5 0 0 0 4 16V4.5ZM4 16a1.5 1.5 0 0 0 1.5 1.5H16v-3',
  bot: 'M5 7.5h10v7H5zM10 7.5V4.5M8 10.5v1M12 10.5v1M3 10v2M17 10v2',
  chevron: 'M5 8l5 5 5-5',
  offline: 'M3 3l14 14M4 8a9 9 0 0 1 3-1.7M16 8a9 9 0 0 0-6-2.3M7 11.5a5 5 0 0 1 2-.9M10 15.5v.1',
  key: 'M7 13a3.5 3.5 0 1 0 0-.1ZM9.8 10.7 16.5 4M14 6.5l2 2',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9.2v4.3M10 6.6v.1',
  door: 'M8 3.5H4.5v13H8M8.5 10H17M14 7l3 3-3 3',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" className="icon">
      <path d={paths[name]} />
    </svg>
  );
}
