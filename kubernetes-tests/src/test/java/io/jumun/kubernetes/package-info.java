/**
 * What {@code k8s} deploys, as it is rendered: held against the schemas of Kubernetes and of the
 * operators, and against policies of our own that know the services' code. Needs no cluster.
 */
@NullMarked
package io.jumun.kubernetes;

import org.jspecify.annotations.NullMarked;
