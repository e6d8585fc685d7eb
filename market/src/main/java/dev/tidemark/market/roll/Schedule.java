package dev.tidemark.market.roll;

import dev.tidemark.market.ShortHash;
import java.time.LocalDate;
import java.util.List;

/// Which contract stands for a product on which day.
///
/// @param days days ascending
public record Schedule(List<ScheduleDay> days) {
    public Schedule {
        days = List.copyOf(days);
        for (int i = 1; i < days.size(); i++) {
            if (days.get(i).epochDay() <= days.get(i - 1).epochDay()) {
                throw new IllegalArgumentException("days of a schedule ascend; "
                        + LocalDate.ofEpochDay(days.get(i).epochDay()) + " does not");
            }
        }
    }

    /// What a schedule is identified by: the first 16 hex digits of the SHA-256 over the line
    /// `date,main_contract,segment_id` and such a line a day, with ISO dates and LF ends.
    public String hash() {
        var text = new StringBuilder("date,main_contract,segment_id\n");
        for (ScheduleDay day : days) {
            text.append(LocalDate.ofEpochDay(day.epochDay()))
                    .append(',')
                    .append(day.mainContract())
                    .append(',')
                    .append(day.segmentId())
                    .append('\n');
        }
        return ShortHash.of(text.toString());
    }

    /// How many contracts stood for the product.
    public long distinctContracts() {
        return days.stream().map(ScheduleDay::mainContract).distinct().count();
    }
}
