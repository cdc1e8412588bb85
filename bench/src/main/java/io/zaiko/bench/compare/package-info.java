/** The same work side by side: which work, and who takes part ({@code Comparison}). */
package io.zaiko.bench.compare;
