package io.zaiko.cli;

/** Probe. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    for (String a : args) {
      System.out.println(a + " " + a.length() + " " + System.getProperty("sun.jnu.encoding") + System.getProperty("stdout.encoding"));
    }
  }
}
