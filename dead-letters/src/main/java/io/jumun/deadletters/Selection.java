package io.jumun.deadletters;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters that a request is about.
 *
 * @param missing asked for, and not there
 * @param next after which to go on, when the request asked for more than it may have at a time
 */
record Selection(List<DeadLetter> letters, List<RecordId> missing, @Nullable RecordId next) {}
