package io.zaiko.engine.stock;

import static io.zaiko.engine.stock.CatalogFixture.EC;
import static io.zaiko.engine.stock.CatalogFixture.NOWHERE;
import static io.zaiko.engine.stock.CatalogFixture.POS;
import static io.zaiko.engine.stock.CatalogFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rules 20 and 24: what is defined, suspended, deleted, and where it belongs. */
final class CatalogTest {
  @AutoClose private final CatalogFixture fixture = new CatalogFixture();
  private final Catalog catalog = fixture.catalog;

  @Test
  void shouldNotKnowADeletedCodeButStillShowIt_rule24() {
    int apple = fixture.defineSku("apple");
    int shibuya = fixture.defineLocation("shibuya", "");

    catalog.deleteSku(apple);
    catalog.deleteLocation(shibuya);

    assertEquals(Catalog.UNKNOWN, fixture.sku("apple"));
    assertEquals(Catalog.UNKNOWN, fixture.location("shibuya"));
    assertFalse(catalog.isSku(apple));
    assertFalse(catalog.isLocation(shibuya));
    assertEquals(1, catalog.skuCount(), "handles ever given");
    assertEquals("shibuya", fixture.codeOf(shibuya));
    UnsafeBuffer code = new UnsafeBuffer(new byte[32]);
    assertEquals("apple", code.getStringWithoutLengthUtf8(0, copySkuCode(apple, code)));
    fixture.assertHashIsKept();
  }

  private int copySkuCode(int sku, UnsafeBuffer to) {
    return catalog.skus().copyCode(sku, to, 0);
  }

  @Test
  void shouldGiveACodeThatComesBackANewHandle_rule24() {
    int first = fixture.defineSku("apple");
    catalog.deleteSku(first);
    int second = fixture.defineSku("apple");
    catalog.deleteSku(second);
    int third = fixture.defineSku("apple");

    assertEquals(List.of(0, 1, 2), List.of(first, second, third));
    assertFalse(catalog.isSku(first));
    assertFalse(catalog.isSku(second));
    assertTrue(catalog.isSku(third));
    assertEquals(third, fixture.defineSku("apple"), "known: keeps its handle");
    fixture.assertHashIsKept();
  }

  @Test
  void shouldFreeNoRoomByDeleting_rule24() {
    try (CatalogFixture small = new CatalogFixture(2, 2)) {
      for (int round = 0; round < 2; round++) {
        assertFalse(small.catalog.skusFull());
        small.catalog.deleteSku(small.defineSku("apple"));
        small.catalog.deleteLocation(small.defineLocation("shibuya", ""));
      }
      assertTrue(small.catalog.skusFull());
      assertTrue(small.catalog.locationsFull());
    }
  }

  @Test
  void shouldNotTakeAHandleForOneThatWasNeverGiven() {
    fixture.defineSku("apple");

    assertTrue(catalog.isSku(0));
    assertFalse(catalog.isSku(1));
    assertFalse(catalog.isSku(-1));
    assertFalse(catalog.isLocation(0));
  }

  @Test
  void shouldTakeAllAttributesOfADeletedLocationAlong_rule24() {
    int shibuya = fixture.defineLocation("shibuya", "kanto", 35_658_000, 139_701_000);
    catalog.setDefaultSafety(shibuya, EC, 5);
    catalog.suspend(shibuya);

    catalog.deleteLocation(shibuya);

    assertFalse(catalog.serves(shibuya, EC));
    assertFalse(catalog.isSuspended(shibuya));
    assertTrue(LocationTable.isDeleted(catalog.attributes().state(shibuya)));
    assertEquals(0, catalog.defaultSafety(shibuya, EC));
    assertEquals(Catalog.UNKNOWN, catalog.region(shibuya));
    assertEquals("", fixture.members("kanto"));
    assertEquals(0, catalog.points().count());
    fixture.assertHashIsKept();
    int again = fixture.defineLocation("shibuya", "");
    assertFalse(LocationTable.isDeleted(catalog.attributes().state(again)));
    assertEquals(0, catalog.defaultSafety(again, EC), "nothing is left over from before");
  }

  @Test
  void shouldStaySuspendedUntilReopened_rule20() {
    int shibuya = fixture.defineLocation("shibuya", "");
    long open = fixture.stateHash.value();
    catalog.suspend(shibuya);
    long suspended = fixture.stateHash.value();
    catalog.suspend(shibuya);
    fixture.defineLocation("shibuya", "");

    assertTrue(catalog.isSuspended(shibuya));
    assertTrue(catalog.serves(shibuya, POS), "its channels are as they were");
    assertNotEquals(open, suspended);
    assertEquals(suspended, fixture.stateHash.value());
    fixture.assertHashIsKept();

    catalog.reopen(shibuya);
    catalog.reopen(shibuya);
    assertFalse(catalog.isSuspended(shibuya));
    assertEquals(open, fixture.stateHash.value());
  }

  @Test
  void shouldListARegionByTheBytesOfTheCodes_rule13() {
    for (String code : List.of("b", "é", "ab", "a", "Z", "店", "a-long-code-of-thirty-two-bytes!")) {
      fixture.defineLocation(code, "kanto");
    }

    assertEquals("Z a a-long-code-of-thirty-two-bytes! ab b é 店", fixture.members("kanto"));
  }

  @Test
  void shouldMoveALocationToTheRegionItIsRedefinedWith_rule24() {
    int a = fixture.defineLocation("a", "kanto");
    fixture.defineLocation("b", "kanto");
    fixture.defineLocation("a", "kansai");

    assertEquals("b", fixture.members("kanto"));
    assertEquals("a", fixture.members("kansai"));
    assertEquals(fixture.region("kansai"), catalog.region(a));
    fixture.assertHashIsKept();

    fixture.defineLocation("a", "");
    assertEquals(Catalog.UNKNOWN, catalog.region(a));
    assertEquals("", fixture.members("kansai"));
    assertEquals(1, fixture.region("kansai"), "a region is never forgotten");
    assertEquals(Catalog.UNKNOWN, fixture.region("tohoku"));
    fixture.assertHashIsKept();
  }

  @Test
  void shouldFindARegionFromAnyThread() {
    fixture.defineLocation("a", "kanto");
    TextRef name = text("kanto");

    CodeKey key = new CodeKey().of(name.buffer(), name.offset(), name.length());
    assertEquals(fixture.region("kanto"), catalog.regions().find(key));
  }

  @Test
  void shouldHaveRoomForAsManyRegionsAsLocations() {
    try (CatalogFixture small = new CatalogFixture(1, 2)) {
      small.defineLocation("a", "kanto");
      assertTrue(small.catalog.hasRoomForRegion(text("kansai")));
      small.defineLocation("a", "kansai");

      assertFalse(small.catalog.hasRoomForRegion(text("tohoku")));
      assertTrue(small.catalog.hasRoomForRegion(text("kanto")), "known already");
      assertTrue(small.catalog.hasRoomForRegion(text("")), "none is always possible");
    }
  }

  /** Against plain collections, with codes that come, go, move and come back. */
  @Test
  void shouldAgreeWithPlainCollectionsWhateverHappens_rule24() {
    long seed = 24;
    Random random = new Random(seed);
    try (CatalogFixture large = new CatalogFixture(1, 3_000)) {
      Map<String, String> regionOf = new TreeMap<>();
      for (int step = 0; step < 5_000 && !large.catalog.locationsFull(); step++) {
        String code = "L" + random.nextInt(400);
        if (random.nextInt(3) == 0 && regionOf.remove(code) != null) {
          large.catalog.deleteLocation(large.location(code));
        } else {
          String region = "R" + random.nextInt(5);
          int here = random.nextInt(1_000_000);
          large.defineLocation(code, region, random.nextBoolean() ? here : NOWHERE, here);
          regionOf.put(code, region);
        }
      }
      compare(large, regionOf, "seed " + seed);
      large.assertHashIsKept();
    }
  }

  private static void compare(CatalogFixture large, Map<String, String> regionOf, String seed) {
    for (int i = 0; i < 400; i++) {
      String code = "L" + i;
      assertEquals(regionOf.containsKey(code), large.location(code) >= 0, seed + code);
    }
    for (int r = 0; r < 5; r++) {
      String region = "R" + r;
      List<String> expected = new ArrayList<>(regionOf.keySet());
      expected.removeIf(code -> !regionOf.get(code).equals(region));
      assertEquals(expected, Arrays.asList(large.members(region).split(" ")), seed);
    }
  }

  @Test
  void shouldNeverShowAReaderAnOlderHandleOfACodeThatComesAndGoes_rule24() throws Exception {
    int rounds = 3_000;
    try (CatalogFixture large = new CatalogFixture(rounds, 1)) {
      AtomicBoolean done = new AtomicBoolean();
      AtomicInteger falls = new AtomicInteger();
      Thread observer =
          new Thread(
              () -> {
                TextRef apple = text("apple");
                int last = -1;
                while (!done.get()) {
                  int handle = large.reader.skuHandle(apple.buffer(), 0, apple.length());
                  if (handle != Catalog.UNKNOWN && handle < last) {
                    falls.incrementAndGet();
                  }
                  last = Math.max(last, handle);
                }
              });
      observer.start();
      for (int round = 0; round < rounds; round++) {
        large.catalog.deleteSku(large.defineSku("apple"));
      }
      done.set(true);
      observer.join();
      assertEquals(rounds, large.catalog.skuCount());
      assertEquals(0, falls.get());
    }
  }
}
