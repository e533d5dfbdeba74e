/*
 * The syntax of mail: header fields (RFC 5322, with RFC 2047 for what is not
 * ASCII) and encoded bodies (RFC 2045).
 *
 * Values are cleaned as by escape_plain(): whatever is in them, they stay within
 * their field. Lines end with CRLF, are of ASCII, and at most 78 characters
 * long; 76 with encoded words. Only a token that cannot be parted, such as an
 * address, may make a line longer.
 */
#pragma once

struct buf;

/* A field of plain text, such as the subject. */
void mime_add_text(struct buf *out, const char *field, const char *text);

/* A field of a name, which may be "", and what goes within the brackets after it. */
void mime_add_named(struct buf *out, const char *field, const char *name, const char *token);

/*
 * A body of UTF-8 text, with the field that says how it is encoded and the empty
 * line before it: quoted-printable, or base64 where that is shorter. No line
 * begins with a point, with "From ", or with "--" and is a boundary with "=_".
 */
void mime_add_body(struct buf *out, const char *text);
