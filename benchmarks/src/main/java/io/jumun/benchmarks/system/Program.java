package io.jumun.benchmarks.system;

import java.util.List;

/**
 * A process of a system.
 *
 * @param component what its CPU time is told under
 * @param ports where it says that it is ready; none for a part that is not asked
 */
public record Program(JavaProcess process, String component, List<Integer> ports) {}
