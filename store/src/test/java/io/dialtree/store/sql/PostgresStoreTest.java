package io.dialtree.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialtree.store.AppendResult;
import io.dialtree.store.DocumentChange;
import io.dialtree.store.DocumentName;
import io.dialtree.store.StoreUnavailable;
import io.dialtree.store.StoreUrl;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PostgresStoreTest extends StoreContract {
  @Override
  SqlStore open() {
    return SqlStore.postgres(TestPostgres.newDatabase());
  }

  @Test
  void anotherNodeHearsOfAChangeWithinASecond() throws InterruptedException {
    try (SqlStore other = SqlStore.postgres(TestPostgres.sameDatabase())) {
      CountDownLatch heard = new CountDownLatch(1);
      other
          .documents()
          .listen(() -> {
            if (other.documents().sequence() == 1) {
              heard.countDown();
            }
          });
      DocumentName name = new DocumentName("callflow", "", "1");
      DocumentChange change = new DocumentChange(name, Instant.EPOCH, "anna", "", false, "{}");
      assertThat(store().documents().append(change, 0)).isInstanceOf(AppendResult.Appended.class);
      assertThat(heard.await(1, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aServerThatIsAwayIsNamedWithoutItsPassword() {
    StoreUrl url = StoreUrl.parse("postgresql://anna:s3cret@127.0.0.1:9/db").orElseThrow();
    assertThatThrownBy(() -> SqlStore.postgres(url))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("127.0.0.1:9")
        .hasMessageNotContaining("s3cret");
    assertThat(url.toString()).doesNotContain("s3cret");
  }
}
