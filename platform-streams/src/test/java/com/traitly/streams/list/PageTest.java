package com.traitly.streams.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PageTest {
  /** Paging yields every row once and in order, however the lists are cut. */
  @RepeatedTest(50)
  void pagesTogetherAreTheWholeList(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    boolean descending = random.nextBoolean();
    Comparator<Integer> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    TreeSet<Integer> all = new TreeSet<>(order);
    List<TreeSet<Integer>> partitions = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      partitions.add(new TreeSet<>(order));
    }
    for (int i = 0; i < random.nextInt(60); i++) {
      int value = random.nextInt(200);
      if (all.add(value)) {
        partitions.get(random.nextInt(partitions.size())).add(value);
      }
    }

    List<Integer> met = new ArrayList<>();
    Bytes after = null;
    do {
      int limit = 1 + random.nextInt(5);
      List<Page> pages = new ArrayList<>();
      for (TreeSet<Integer> each : partitions) {
        Page page = cut(each, after, limit + 1, random);
        pages.add(Page.read(page.json()));
      }
      Page merged = Page.merge(pages, limit, descending);
      assertThat(merged.rows().size()).isLessThanOrEqualTo(limit);
      merged.rows().forEach(row -> met.add(row.item().asInt()));
      after = merged.searchedTo();
    } while (after != null);

    assertThat(met).containsExactlyElementsOf(all);
  }

  @Test
  void aFullLastPageLeadsNowhere() {
    Page page = new Page(List.of(row(1), row(2)), null);

    assertThat(Page.merge(List.of(page), 2, false).searchedTo()).isNull();
    assertThat(Page.merge(List.of(page), 1, false).searchedTo()).isEqualTo(row(1).place());
  }

  /** Cuts as a scan does: at the limit, or earlier after looking at enough rows. */
  private static Page cut(
      NavigableSet<Integer> list, @Nullable Bytes after, int limit, Random random) {
    List<ListRow> rows = new ArrayList<>();
    int budget = 1 + random.nextInt(6);
    for (Integer each : after == null ? list : list.tailSet((int) after.get()[0] & 0xFF, false)) {
      rows.add(row(each));
      if (rows.size() == limit || rows.size() == budget) {
        return new Page(rows, row(each).place());
      }
    }
    return new Page(rows, null);
  }

  private static ListRow row(int value) {
    return new ListRow(Bytes.wrap(new byte[] {(byte) value}), IntNode.valueOf(value));
  }
}
