/**
 * How fast a server comes back: a journal and snapshots made for it ({@code RecoveryData}), one
 * recovery in a process of its own ({@code RecoveryRun}), and what is kept of all of them ({@code
 * RecoverySession}).
 */
package io.zaiko.bench.recover;
