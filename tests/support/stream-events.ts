export type StreamEvent = { event: string; data: unknown };

/** The server-sent events of an address, one after the other; it ends as the server ends it. */
export async function* streamEvents(
  url: string,
  headers: Record<string, string>,
): AsyncGenerator<StreamEvent> {
  const leaving = new AbortController();
  const response = await fetch(url, {
    headers: { ...headers, accept: 'text/event-stream' },
    signal: leaving.signal,
  });
  if (response.body === null || !response.ok) {
    throw new Error(`${url} answers ${response.status}: ${await response.text()}`);
  }
  try {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const blocks = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = readBlock(block);
        if (event !== null) {
          yield event;
        }
      }
    }
  } finally {
    leaving.abort();
  }
}

function readBlock(block: string): StreamEvent | null {
  const lines = block.split('\n');
  const field = (name: string) =>
    lines
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  const [event = 'message', data = ''] = [field('event'), field('data')];
  return data === '' && event === 'message'
    ? null
    : { event, data: data === '' ? null : JSON.parse(data) };
}
