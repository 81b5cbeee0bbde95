export const authorClasses = ['human', 'bot', 'ai_reviewer', 'service', 'ghost'] as const;

export type AuthorClass = (typeof authorClasses)[number];
