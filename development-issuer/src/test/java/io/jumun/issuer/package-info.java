@NullMarked
package io.jumun.issuer;

import org.jspecify.annotations.NullMarked;
