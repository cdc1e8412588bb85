/**
 * Reports on measurements: from the raw files of the load rig and of JMH to tables, plots and the
 * README's figures. Nothing here measures, and every number comes out of a raw file.
 */
package io.zaiko.bench.report;
