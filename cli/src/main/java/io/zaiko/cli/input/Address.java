package io.zaiko.cli.input;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A host and a TCP port. IPv6 addresses stand in brackets: {@code [::1]:7450}. */
public record Address(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /** The address to connect or bind to; the name is looked up here. */
  public InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }

  /** Reads {@code HOST:PORT}. */
  public static final class Converter implements ITypeConverter<Address> {
    @Override
    public Address convert(String text) {
      int colon = text.lastIndexOf(':');
      boolean bracketed = text.startsWith("[") && colon > 1 && text.charAt(colon - 1) == ']';
      String host =
          colon <= 0 ? "" : bracketed ? text.substring(1, colon - 1) : text.substring(0, colon);
      int port = colon < 0 ? -1 : port(text.substring(colon + 1));
      if (host.isEmpty() || port < 0 || (!bracketed && host.indexOf(':') >= 0)) {
        throw new TypeConversionException(
            "'" + text + "' is not HOST:PORT, for example 127.0.0.1:7450 or [::1]:7450");
      }
      return new Address(host, port);
    }

    private static int port(String digits) {
      boolean number =
          !digits.isEmpty()
              && digits.length() <= 5
              && digits.chars().allMatch(c -> c >= '0' && c <= '9');
      int port = number ? Integer.parseInt(digits) : -1;
      return port <= MAX_PORT ? port : -1;
    }
  }
}
