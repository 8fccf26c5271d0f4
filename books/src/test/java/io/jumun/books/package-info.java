/** The checker is checked: every rule sees the defect it is there for, and nothing else. */
@NullMarked
package io.jumun.books;

import org.jspecify.annotations.NullMarked;
