package io.zaiko.engine.stock;

/**
 * What a channel may still be promised of a pair (rule 3): max(0, min(ATF − safety, quota left)), 0
 * where the location is suspended or does not serve the channel. Engine thread; {@link
 * AvailabilityReader} is for the others.
 */
public final class Promisable {
  private final Catalog catalog;
  private final StockTable stock;
  private final ChannelTerms terms;

  public Promisable(Catalog catalog, StockTable stock, ChannelTerms terms) {
    this.catalog = catalog;
    this.stock = stock;
    this.terms = terms;
  }

  /**
   * ATS of a pair in units. A pair without a record has nothing to promise.
   *
   * @param record stock record of the pair, or NONE
   */
  public int ats(int record, int channel) {
    return atsAfterFreeing(record, channel, 0, 0);
  }

  /**
   * ATS as if some promised units were freed first.
   *
   * @param freed units, 0 or more, at most what is reserved
   * @param freedQuota how many of them were promised to this channel
   */
  public int atsAfterFreeing(int record, int channel, int freed, int freedQuota) {
    if (record == StockTable.NONE) {
      return 0;
    }
    int location = stock.location(record);
    if (!catalog.mayPromise(location, channel)) {
      return 0;
    }
    long atf = (long) StockTable.atf(stock.word(record)) + freed;
    int entry = stock.termsEntry(record);
    if (entry == StockTable.NONE) {
      return (int) Math.max(0, atf - catalog.defaultSafety(location, channel));
    }
    int own = terms.safety(entry, channel);
    long ats = atf - (own == ChannelTerms.NONE ? catalog.defaultSafety(location, channel) : own);
    int quota = terms.quota(entry, channel);
    if (quota != ChannelTerms.NONE) {
      ats = Math.min(ats, (long) quota - terms.used(entry, channel) + freedQuota);
    }
    return (int) Math.max(0, ats);
  }
}
