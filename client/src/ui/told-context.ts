import { createContext } from 'react';

/** Whether the numbers of a widget are told: not where they stand on too little. */
export const ToldContext = createContext(true);
