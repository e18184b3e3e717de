// Answers what never became a request: so that a page is told, too, when it is node:http that refuses it.
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { OPEN_HEADERS } from "./open-headers.ts";
import type { Problem } from "./problem.ts";

const NO_REQUEST: Problem = { status: 400, title: "This is no request.", remedy: "Send HTTP/1.1." };

const PROBLEMS: { readonly [code: string]: Problem } = {
  HPE_HEADER_OVERFLOW: { status: 431, title: "The head of the request is too large.", remedy: "Send less of it." },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, title: "The request took too long.", remedy: "Send it again." },
};

/** Hears of `clientError`; whoever has hung up already hears nothing. */
export const refuseClient = ({ code }: NodeJS.ErrnoException, socket: Duplex): void => {
  const problem = PROBLEMS[`${code}`] ?? NO_REQUEST;
  const body = JSON.stringify(problem);
  const headers = {
    ...OPEN_HEADERS,
    Connection: "close",
    "Content-Type": "application/problem+json",
    "Content-Length": Buffer.byteLength(body),
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const line = `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n`;
  socket.end(`${line}${head.join("")}\r\n${body}`, () => socket.destroy());
};
