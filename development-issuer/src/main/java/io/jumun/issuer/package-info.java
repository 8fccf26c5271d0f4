/**
 * An issuer of tokens for development and tests: its secrets are known, and it makes a token for
 * any user. New keys at each start. Where the shop is deployed, a real issuer takes its place.
 */
@NullMarked
package io.jumun.issuer;

import org.jspecify.annotations.NullMarked;
