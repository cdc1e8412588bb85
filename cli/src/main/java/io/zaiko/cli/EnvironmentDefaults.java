package io.zaiko.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Lets a variable of the environment stand for an option that was not typed: {@code ZAIKO_SERVER}
 * for {@code --server}, {@code ZAIKO_REQUEST_ID} for {@code --request-id}. An empty variable counts
 * as not set.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option ? valueOf(option, environment) : null;
  }

  /** The value of the variable that stands for the option; null if there is none. */
  static String valueOf(OptionSpec option, Map<String, String> environment) {
    if (option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String value = environment.get(variable(option.longestName()));
    return value == null || value.isEmpty() ? null : value;
  }

  private static String variable(String option) {
    return "ZAIKO_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
