// How a customer is named outside of the page.

/** A key is a hash: 16 to 128 characters of hexadecimal, base64 or base64url, and so never an address or a name. */
export const KEY = /^[\w+/=-]{16,128}$/;
