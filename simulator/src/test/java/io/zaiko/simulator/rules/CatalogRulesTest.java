package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.CAPACITY_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_LOCATION;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_SKU;
import static io.zaiko.simulator.rules.EngineFixture.BOPIS;
import static io.zaiko.simulator.rules.EngineFixture.EC;
import static io.zaiko.simulator.rules.EngineFixture.POS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rule 24: SKUs and locations. */
final class CatalogRulesTest {
  @AutoClose private final EngineFixture engine = new EngineFixture();

  @Test
  void shouldCountHandlesUpInTheOrderOfDefinition_rule24() {
    engine.defineSku("plum");

    assertEquals(0, engine.skuHandle("apple"));
    assertEquals(1, engine.skuHandle("pear"));
    assertEquals(2, engine.skuHandle("plum"));
    assertEquals(0, engine.locationHandle("shibuya"));
    assertEquals(1, engine.locationHandle("umeda"));
    assertEquals(-1, engine.skuHandle("kiwi"));
  }

  @Test
  void shouldKeepTheHandleAndUpdateTheAttributesOfAKnownCode_rule24() {
    engine.receive("apple@shibuya=3");
    engine.setSafety("shibuya", EC, 1);

    assertEquals(OK, engine.defineLocation("shibuya", EC, POS).code());
    assertEquals(OK, engine.defineSku("apple").code());

    assertEquals(0, engine.locationHandle("shibuya"));
    assertEquals(0, engine.skuHandle("apple"));
    assertEquals(0, engine.ats("apple@shibuya", BOPIS), "not served any more");
    assertEquals(2, engine.ats("apple@shibuya", EC), "safety stock is no attribute");
  }

  @Test
  void shouldCompareCodesByTheirBytes_rule24() {
    engine.defineSku("Apple");

    assertEquals(2, engine.skuHandle("Apple"));
    assertEquals(0, engine.skuHandle("apple"));
  }

  @Test
  void shouldRefuseRequestsForWhatIsUnknown_rule24() {
    engine.receive("apple@shibuya=3");

    assertEquals(UNKNOWN_SKU, engine.reserve("order-1", "kiwi@shibuya=1").code());
    assertEquals(UNKNOWN_LOCATION, engine.reserve("order-1", "apple@mars=1").code());
    assertEquals(UNKNOWN_SKU, engine.setPairSafety("kiwi@mars=1", EC).code());
    assertEquals(UNKNOWN_LOCATION, engine.setPairSafety("apple@mars=1", EC).code());
  }

  @Test
  void shouldCountAPairWithoutARecordAsZero_rule24() {
    assertEquals(0, engine.stock("apple@umeda").sellable());
    assertEquals(0, engine.ats("apple@umeda", EC));
    assertEquals(0, engine.networkAts("apple", EC));
  }

  @Test
  void shouldRefuseMoreThanThereIsRoomFor() {
    try (EngineFixture small = new EngineFixture(new TestConfig().skus(2).build())) {
      assertEquals(CAPACITY_EXCEEDED, small.defineSku("plum").code());
      assertEquals(OK, small.defineSku("pear").code(), "known already");
    }
  }
}
