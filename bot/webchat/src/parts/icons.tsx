import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

export const MoreIcon = () => (
  <svg width="20" height="20" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true">
    <circle cx="4.5" cy="10" r="1.5" />
    <circle cx="10" cy="10" r="1.5" />
    <circle cx="15.5" cy="10" r="1.5" />
  </svg>
);
export const NewTalkIcon = () => (
  <Icon>
    <path d="M10 4H5.5A2.5 2.5 0 0 0 3 6.5v6A2.5 2.5 0 0 0 5.5 15H6v2.5L9.5 15h4a2.5 2.5 0 0 0 2.5-2.5V10M15 2.5v5M12.5 5h5" />
  </Icon>
);
export const DownloadIcon = () => (
  <Icon>
    <path d="M10 3v9.5M6 9l4 4 4-4M4 16.5h12" />
  </Icon>
);
export const AboutIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.5v4M10 6.7v.1" />
  </Icon>
);
