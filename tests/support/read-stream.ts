/** What a stream of events says until it is enough; all of it when it ends before. */
export async function readStreamUntil(
  { body }: Response,
  isEnough: (text: string) => boolean,
): Promise<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (reader !== undefined && !isEnough(text)) {
    const { value, done } = await reader.read();
    if (done) {
      break;
    }
    text += value;
  }
  return text;
}
