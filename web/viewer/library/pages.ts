/** What is fetched when the library is first opened. */
import "./library.css";
import "./hiding/hiding.css";
import "./library-page";
import "./material-page";
import "./material-sections";
