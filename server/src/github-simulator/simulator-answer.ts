/** What goes back to a client. A body that is text is sent as it is; anything else as JSON. */
export type SimulatorAnswer = {
  status: number;
  headers: Record<string, string>;
  body: unknown;
};

export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): SimulatorAnswer {
  return { status, headers, body };
}

/** An error in the shape of GitHub's REST API. */
export function errorAnswer(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): SimulatorAnswer {
  return {
    status,
    headers,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  };
}

/** An error page as a proxy in front of GitHub gives it: HTML, not JSON. */
export function htmlAnswer(status: number, title: string): SimulatorAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<html><head><title>${status}</title></head><body><h1>${status} ${title}</h1></body></html>`,
  };
}
