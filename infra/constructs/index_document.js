// A folder's address shows its index page: /j is /j/index.html in the bucket.
// Runs in CloudFront for each request of a page (cloudfront-js-2.0).
function handler(event) {
  const request = event.request;
  const name = request.uri.split("/").pop();
  if (name === "") {
    request.uri += "index.html";
  } else if (!name.includes(".")) {
    request.uri += "/index.html";
  }
  return request;
}
