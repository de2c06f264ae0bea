package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.model.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The opening hours that flows may name. */
public interface Calendars {
  /** None at all. */
  Calendars NONE =
      new Calendars() {
        @Override
        public Optional<Calendar> calendar(String name) {
          return Optional.empty();
        }

        @Override
        public Collection<String> names() {
          return List.of();
        }
      };

  /** The calendar of that name. */
  Optional<Calendar> calendar(String name);

  /** All names, for messages. */
  Collection<String> names();
}
