/** Who wrote something down. The id is null for somebody without an account. */
export type Author = { id: string | null; name: string };
