@NullMarked
package io.jumun.access;

import org.jspecify.annotations.NullMarked;
