@NullMarked
package io.jumun.dataplatform.reconciliation;

import org.jspecify.annotations.NullMarked;
