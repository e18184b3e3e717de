// Bytes that no fetch would send, on a socket of their own.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A connection to a collector; whatever becomes of it is no error of the test. */
export const openSocket = async (port: number): Promise<Socket> => {
  const socket = connect(port, "127.0.0.1").on("error", () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  return socket;
};

/** Everything the collector says until it hangs up. */
export const hearOut = async (socket: Socket): Promise<string> => {
  let heard = "";
  socket.setEncoding("latin1").on("data", (chunk) => {
    heard += chunk;
  });
  if (!socket.closed) await new Promise((resolve) => socket.once("close", resolve));
  return heard;
};

/** What the collector says first, on a connection that could be kept. */
export const hearFirst = async (socket: Socket): Promise<string> =>
  new Promise((resolve) => socket.once("data", (chunk) => resolve(String(chunk))));

/** Sends bytes and gives all that is said to them. */
export const exchange = async (port: number, bytes: string | Buffer): Promise<string> => {
  const socket = await openSocket(port);
  socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  return hearOut(socket);
};

/** A request that is the last of its connection, unless its headers say otherwise. */
export const toRequest = (line: string, headers = ["Connection: close"], body: string | Buffer = ""): Buffer =>
  Buffer.concat([
    Buffer.from(`${[`${line} HTTP/1.1`, "Host: x", ...headers].join("\r\n")}\r\n\r\n`, "latin1"),
    Buffer.from(body),
  ]);

/** A body as one chunk after the other. */
export const toChunks = (body: Buffer, bytes: number): Buffer => {
  const chunks = [];
  for (let at = 0; at < body.length; at += bytes) {
    const part = body.subarray(at, at + bytes);
    chunks.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n"));
  }
  return Buffer.concat([...chunks, Buffer.from("0\r\n\r\n")]);
};
