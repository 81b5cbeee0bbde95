/** How many links of a kind the inbox holds at most in one answer. */
export const mostLinks = 500;
