import { createContext } from 'react';
import type { LookChoice } from './theme';

export const choicesOfLook: readonly LookChoice[] = ['system', 'light', 'dark'];
export const LookContext = createContext<{ choice: LookChoice; setChoice: (choice: LookChoice) => void }>({ choice: 'system', setChoice: () => undefined });
