package io.jumun.outbox.relay;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code jumun.outbox.relay}.
 *
 * @param slotName unique in the database cluster; by default made of the application's name
 * @param username role with REPLICATION, to which the migrations grant what the relay needs; by
 *     default the data source's
 * @param maxBatch most rows sent to Kafka before the acknowledgements are awaited
 * @param idlePoll how long a leader that reads nothing rests at most before it sees whether
 *     PostgreSQL owes it a transaction (see {@link WakingStream})
 * @param unhurried types of events that nobody waits for ({@code ce_type}): they are sent together
 *     with the next event of a type that is not among these, or after 200 ms at the latest
 * @param standbyPoll how often a standby looks whether the leader is gone
 * @param heartbeat how often a quiet database's slot is moved on and progress is remembered
 * @param deliveryTimeout after which a record that Kafka did not acknowledge fails the batch
 * @param retention how long published rows are kept, in whole days and at least one
 */
@ConfigurationProperties("jumun.outbox.relay")
record RelayProperties(
    @Nullable String slotName,
    @Nullable String username,
    @Nullable String password,
    @DefaultValue("2000") int maxBatch,
    @DefaultValue("100ms") Duration idlePoll,
    @DefaultValue Set<String> unhurried,
    @DefaultValue("1s") Duration standbyPoll,
    @DefaultValue("5s") Duration heartbeat,
    @DefaultValue("30s") Duration deliveryTimeout,
    @DefaultValue("3d") Duration retention) {}
