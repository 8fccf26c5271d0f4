@NullMarked
package io.jumun.dataplatform.web;

import org.jspecify.annotations.NullMarked;
