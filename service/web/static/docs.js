// A file of its own, since the page's policy forbids scripts written into it.
window.ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null, // the online validator is somebody else's server
});
