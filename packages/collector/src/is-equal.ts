// Compares what somebody sent with a secret, without telling by the time it takes how much of it was right.
import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Digests are compared, since they are equally long whatever was sent, and in constant time. */
export const isEqual = (sent: string, secret: string): boolean => timingSafeEqual(digest(sent), digest(secret));
