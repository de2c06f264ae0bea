package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.zendesk.ZendeskDocuments.Edited;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the two ends of a link alike: an IVR's {@code phone_number_ids} and a phone number's {@code
 * ivr_id}. The number's end is the one that counts; a number of a file is never changed.
 */
final class NumberLinks {
  private static final String IVR_ID = "ivr_id";
  private static final String NUMBER_IDS = "phone_number_ids";

  private final ZendeskDocuments documents;

  NumberLinks(ZendeskDocuments documents) {
    this.documents = documents;
  }

  /** Refuses numbers that are not there. */
  void check(ObjectNode ivr, ApiRequest request) {
    for (long id : ids(ivr)) {
      if (!documents.has(DocumentKind.ZENDESK_PHONE_NUMBER, id, request)) {
        throw ApiFailure.invalid(NUMBER_IDS, "target", "there is no phone number " + id, "");
      }
    }
  }

  /** Leaves in an IVR's list only the numbers that cannot name the IVR themselves. */
  void shorten(ObjectNode ivr, ApiRequest request) {
    if (ivr.path(NUMBER_IDS).isArray()) {
      ArrayNode rest = Json.array();
      for (JsonNode id : ivr.path(NUMBER_IDS)) {
        boolean follows =
            id.isIntegralNumber()
                && documents.list(DocumentKind.ZENDESK_PHONE_NUMBER, request).stream()
                    .filter(number -> ZendeskDocuments.idOf(number) == id.asLong())
                    .anyMatch(number -> !ZendeskDocuments.isFixed(number, request));
        if (!follows) {
          rest.add(id);
        }
      }
      ivr.set(NUMBER_IDS, rest);
    }
  }

  /** Gives numbers the ends they had, the last one first. */
  void restore(List<Edited> moved, ApiRequest request) {
    moved.reversed().forEach(number -> documents.restore(number, request));
  }

  /** All numbers or none. */
  private List<Edited> move(Map<Document, Long> wanted, ApiRequest request) {
    List<Edited> moved = new ArrayList<>();
    try {
      wanted.forEach((number, ivrId) -> moved.add(set(number, ivrId, request)));
      return moved;
    } catch (ApiFailure failure) {
      restore(moved, request);
      throw failure;
    }
  }

  /**
   * Brings the numbers' ends in line with an IVR that was written with its numbers.
   *
   * @throws ApiFailure why no number was changed
   */
  void follow(Document ivr, ObjectNode sent, ApiRequest request) {
    if (!sent.has(NUMBER_IDS)) {
      return;
    }
    long ivrId = ZendeskDocuments.idOf(ivr);
    Set<Long> wanted = ids(sent);
    Map<Document, Long> ends = new LinkedHashMap<>();
    for (Document number : documents.list(DocumentKind.ZENDESK_PHONE_NUMBER, request)) {
      boolean isWanted = wanted.contains(ZendeskDocuments.idOf(number));
      long current = ZendeskDocuments.object(number).path(IVR_ID).asLong();
      if (isWanted && current != ivrId) {
        ends.put(number, ivrId);
      } else if (!isWanted && current == ivrId) {
        ends.put(number, 0L);
      }
    }
    move(changeable(ends, request), request);
  }

  /**
   * Takes the link to an IVR that goes off all numbers.
   *
   * @throws ApiFailure why no number was changed
   */
  List<Edited> release(long ivrId, ApiRequest request) {
    Map<Document, Long> ends = new LinkedHashMap<>();
    for (Document number : documents.list(DocumentKind.ZENDESK_PHONE_NUMBER, request)) {
      if (ZendeskDocuments.object(number).path(IVR_ID).asLong() == ivrId) {
        ends.put(number, 0L);
      }
    }
    return move(changeable(ends, request), request);
  }

  private static Map<Document, Long> changeable(Map<Document, Long> ends, ApiRequest request) {
    ends.keySet().removeIf(number -> ZendeskDocuments.isFixed(number, request));
    return ends;
  }

  /** Takes a number off the lists of all IVRs but the one it names now. */
  void moved(long numberId, long ivrId, ApiRequest request) {
    for (Document ivr : documents.list(DocumentKind.ZENDESK_IVR, request)) {
      if (ZendeskDocuments.idOf(ivr) != ivrId
          && !ZendeskDocuments.isFixed(ivr, request)
          && ids(ZendeskDocuments.object(ivr)).contains(numberId)) {
        documents.edit(
            DocumentKind.ZENDESK_IVR, ivr.key().id(), request, json -> drop(json, numberId));
      }
    }
  }

  private static void drop(ObjectNode ivr, long numberId) {
    ArrayNode rest = Json.array();
    ids(ivr).stream().filter(id -> id != numberId).forEach(rest::add);
    ivr.set(NUMBER_IDS, rest);
  }

  private Edited set(Document number, long ivrId, ApiRequest request) {
    return documents.edit(
        DocumentKind.ZENDESK_PHONE_NUMBER,
        number.key().id(),
        request,
        json -> {
          if (ivrId == 0) {
            json.putNull(IVR_ID);
          } else {
            json.put(IVR_ID, ivrId);
          }
        });
  }

  private static Set<Long> ids(ObjectNode ivr) {
    Set<Long> ids = new LinkedHashSet<>();
    for (JsonNode id : ivr.path(NUMBER_IDS)) {
      if (id.canConvertToLong() && id.isIntegralNumber()) {
        ids.add(id.longValue());
      }
    }
    return ids;
  }
}
