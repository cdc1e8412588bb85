package io.zaiko.cli.output;

/** Colour and weight of text: on a terminal escape sequences, anywhere else nothing. */
public enum Style {
  PLAIN,
  TERMINAL;

  private static final String ESCAPE = "\u001B[";
  private static final String RESET = ESCAPE + "0m";

  /** Headings. */
  public String bold(String text) {
    return wrap("1", text);
  }

  /** What went well. */
  public String good(String text) {
    return wrap("32", text);
  }

  /** What was refused or failed. */
  public String bad(String text) {
    return wrap("31", text);
  }

  /** What deserves a look. */
  public String warning(String text) {
    return wrap("33", text);
  }

  private String wrap(String code, String text) {
    return this == TERMINAL ? ESCAPE + code + "m" + text + RESET : text;
  }
}
