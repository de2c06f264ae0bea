package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.zendesk.GreetingCategory;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import java.util.Arrays;
import java.util.List;

/** What greetings are for: nine fixed categories. */
final class GreetingCategoryRoutes {
  private GreetingCategoryRoutes() {}

  static List<Route> routes() {
    return List.of(
        Route.get(ZendeskFace.VOICE + "/greeting_categories", GreetingCategoryRoutes::list),
        Route.get(ZendeskFace.VOICE + "/greeting_categories/{id}", GreetingCategoryRoutes::show),
        // As node-zendesk asks for one of them.
        Route.get(ZendeskFace.VOICE + "/greeting_category/{id}", GreetingCategoryRoutes::show));
  }

  private static ApiReply list(ApiRequest request) {
    return Paging.reply(
        request.head(),
        "greeting_categories",
        Arrays.asList(GreetingCategory.values()),
        GreetingCategoryRoutes::view);
  }

  private static ApiReply show(ApiRequest request) {
    return Arrays.stream(GreetingCategory.values())
        .filter(category -> Long.toString(category.id()).equals(request.param("id")))
        .findFirst()
        .map(category -> Bodies.one(200, "greeting_category", view(category)))
        .orElseThrow(() -> ApiFailure.notFound("greeting category"));
  }

  private static ObjectNode view(GreetingCategory category) {
    ObjectNode view = Json.object();
    view.put("id", category.id());
    view.put("name", category.word());
    return view;
  }
}
